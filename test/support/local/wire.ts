import type { Answer } from './exchange.ts';

/** How a server puts its answers on the wire: a proxy may do it otherwise, and no guide says. */
export interface Wire {
  /** JSON begins with a byte order mark. */
  bom: boolean;
  gzip: boolean;
  /** What JSON is called. The guides show bodies and mostly no headers. */
  contentType: 'json' | 'text' | 'missing';
}
export const plainWire: Wire = { bom: false, gzip: false, contentType: 'json' };

const calledText = { text: { 'content-type': 'text/plain' }, missing: {} };

export const onWire = (answer: Answer, { bom, gzip, contentType }: Wire): Answer => {
  const { 'content-type': type = '', ...others } = answer.headers;
  const isJson = type.startsWith('application/json');
  const headers = isJson && contentType !== 'json' ? { ...others, ...calledText[contentType] } : answer.headers;
  return {
    ...answer,
    headers: { ...headers, ...(gzip && answer.body !== '' && { 'content-encoding': 'gzip' }) },
    body: bom && isJson ? `\ufeff${answer.body}` : answer.body,
  };
};
