import type { Answer } from './exchange.ts';

/** How a server puts its answers on the wire: a proxy may do it otherwise, and no guide says. */
export interface Wire {
  /** JSON begins with a byte order mark. */
  bom: boolean;
  gzip: boolean;
}
export const plainWire: Wire = { bom: false, gzip: false };

export const onWire = (answer: Answer, { bom, gzip }: Wire): Answer => {
  const isJson = (answer.headers['content-type'] ?? '').startsWith('application/json');
  return {
    ...answer,
    headers: { ...answer.headers, ...(gzip && answer.body !== '' && { 'content-encoding': 'gzip' }) },
    body: bom && isJson ? `\ufeff${answer.body}` : answer.body,
  };
};
