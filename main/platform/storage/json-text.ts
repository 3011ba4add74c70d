/** What a file of ours holds: JSON in UTF-8 that a person can read. */
export const toJsonText = (content: object): string => `${JSON.stringify(content, undefined, 2)}\n`;

const strictText = new TextDecoder('utf-8', { fatal: true });

/** Nothing for what is no JSON: JSON itself has no `undefined`. */
export function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(strictText.decode(bytes));
  } catch {
    return undefined;
  }
}
