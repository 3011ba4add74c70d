/**
 * The text of a file in the encodings that spreadsheets write: UTF-8, UTF-16 with its mark, and Windows-1252, which is what
 * bytes are that are no UTF-8. Undefined for what is no text.
 */
export const decodeText = (bytes: Uint8Array): string | undefined => {
  const text = decoded(bytes);
  return text.includes('\0') ? undefined : text;
};

const decoded = (bytes: Uint8Array): string => {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
};
