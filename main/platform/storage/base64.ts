/**
 * What was written as base64, in the one form that we write; undefined for anything else. Linear at any length: a pattern
 * that checks the letters runs out of stack at a few million of them.
 */
export const fromBase64 = (text: string): Buffer | undefined => {
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64') === text ? bytes : undefined;
};
