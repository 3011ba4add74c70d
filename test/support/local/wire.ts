import { type Answer, html } from './exchange.ts';

/** How a server puts its answers on the wire: a proxy may do it otherwise, and no guide says. */
export interface Wire {
  /** JSON begins with a byte order mark. */
  bom: boolean;
  gzip: boolean;
  /** What JSON is called. The guides show bodies and mostly no headers. */
  contentType: 'json' | 'text' | 'missing';
  /** Whether a refusal says anything that a program can read. */
  refusals: 'json' | 'page';
}
export const plainWire: Wire = { bom: false, gzip: false, contentType: 'json', refusals: 'json' };

const calledText = { text: { 'content-type': 'text/plain' }, missing: {} };

export const onWire = (answer: Answer, { bom, gzip, contentType, refusals }: Wire): Answer => {
  if (refusals === 'page' && answer.status >= 400) return html(answer.status, `<h1>${answer.status}</h1>`);
  const { 'content-type': type = '', ...others } = answer.headers;
  const isJson = type.startsWith('application/json');
  const headers = isJson && contentType !== 'json' ? { ...others, ...calledText[contentType] } : answer.headers;
  return {
    ...answer,
    headers: { ...headers, ...(gzip && answer.body !== '' && { 'content-encoding': 'gzip' }) },
    body: bom && isJson ? `\ufeff${answer.body}` : answer.body,
  };
};
