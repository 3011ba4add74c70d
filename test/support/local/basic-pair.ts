/** The two halves of a Basic credential as it was sent (RFC 7617 section 2); undefined for anything else. */
export function readBasic(header: string | undefined): readonly [string, string] | undefined {
  const packed = /^Basic ([A-Za-z0-9+/]+={0,2})$/i.exec(header ?? '')?.[1];
  if (packed === undefined) return undefined;
  const pair = Buffer.from(packed, 'base64').toString('utf8');
  const colon = pair.indexOf(':');
  return colon < 0 ? undefined : [pair.slice(0, colon), pair.slice(colon + 1)];
}

/** A half of a client's pair as RFC 6749 section 2.3.1 has it encoded; undefined for a broken escape. */
export function formDecoded(half: string): string | undefined {
  try {
    return decodeURIComponent(half.replaceAll('+', ' '));
  } catch {
    return undefined;
  }
}
