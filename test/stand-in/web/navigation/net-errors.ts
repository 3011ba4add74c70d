// Chromium's net/base/net_error_list.h, as far as a page load can meet them.
const codes: Readonly<Record<string, number>> = {
  ERR_IO_PENDING: -1,
  ERR_FAILED: -2,
  ERR_ABORTED: -3,
  ERR_INVALID_ARGUMENT: -4,
  ERR_FILE_NOT_FOUND: -6,
  ERR_TIMED_OUT: -7,
  ERR_UNEXPECTED: -9,
  ERR_ACCESS_DENIED: -10,
  ERR_BLOCKED_BY_CLIENT: -20,
  ERR_NETWORK_CHANGED: -21,
  ERR_BLOCKED_BY_RESPONSE: -27,
  ERR_BLOCKED_BY_CSP: -30,
  ERR_CONNECTION_CLOSED: -100,
  ERR_CONNECTION_RESET: -101,
  ERR_CONNECTION_REFUSED: -102,
  ERR_CONNECTION_ABORTED: -103,
  ERR_CONNECTION_FAILED: -104,
  ERR_NAME_NOT_RESOLVED: -105,
  ERR_INTERNET_DISCONNECTED: -106,
  ERR_SSL_PROTOCOL_ERROR: -107,
  ERR_ADDRESS_INVALID: -108,
  ERR_ADDRESS_UNREACHABLE: -109,
  ERR_SSL_CLIENT_AUTH_CERT_NEEDED: -110,
  ERR_TUNNEL_CONNECTION_FAILED: -111,
  ERR_SSL_VERSION_OR_CIPHER_MISMATCH: -113,
  ERR_CONNECTION_TIMED_OUT: -118,
  ERR_PROXY_CONNECTION_FAILED: -130,
  ERR_NAME_RESOLUTION_FAILED: -137,
  ERR_NETWORK_ACCESS_DENIED: -138,
  ERR_CERT_COMMON_NAME_INVALID: -200,
  ERR_CERT_DATE_INVALID: -201,
  ERR_CERT_AUTHORITY_INVALID: -202,
  ERR_CERT_REVOKED: -206,
  ERR_CERT_INVALID: -207,
  ERR_CERT_WEAK_SIGNATURE_ALGORITHM: -208,
  ERR_INVALID_URL: -300,
  ERR_DISALLOWED_URL_SCHEME: -301,
  ERR_UNKNOWN_URL_SCHEME: -302,
  ERR_INVALID_REDIRECT: -303,
  ERR_TOO_MANY_REDIRECTS: -310,
  ERR_UNSAFE_REDIRECT: -311,
  ERR_UNSAFE_PORT: -312,
  ERR_INVALID_RESPONSE: -320,
  ERR_INVALID_CHUNKED_ENCODING: -321,
  ERR_EMPTY_RESPONSE: -324,
  ERR_RESPONSE_HEADERS_TOO_BIG: -325,
  ERR_CONTENT_LENGTH_MISMATCH: -354,
  ERR_INVALID_AUTH_CREDENTIALS: -338,
  ERR_INVALID_HTTP_RESPONSE: -370,
};

/** A failed load as Electron reports it. */
export interface NetError {
  readonly code: number;
  readonly description: string;
}

/** Reads Chromium's `net::ERR_X`; a name this table lacks is reported as ERR_FAILED's number with its own name. */
export function netError(text: string): NetError {
  const description = text.replace(/^net::/, '');
  return { code: codes[description] ?? -2, description };
}

const reasons: Readonly<Record<string, string>> = {
  ERR_ABORTED: 'Aborted',
  ERR_TIMED_OUT: 'TimedOut',
  ERR_ACCESS_DENIED: 'AccessDenied',
  ERR_BLOCKED_BY_CLIENT: 'BlockedByClient',
  ERR_CONNECTION_REFUSED: 'ConnectionRefused',
  ERR_CONNECTION_RESET: 'ConnectionReset',
  ERR_NAME_NOT_RESOLVED: 'NameNotResolved',
  ERR_INTERNET_DISCONNECTED: 'InternetDisconnected',
};

/** The `errorReason` of `Fetch.failRequest` nearest to an error. */
export function failReason(error: NetError): string {
  return reasons[error.description] ?? 'Failed';
}
