import type { MemberRow } from './member-rows.ts';

/** Sessions, requests, cookies and own schemes. */
export const networkRows: readonly MemberRow[] = [
  {
    owner: 'Net',
    members: ['isOnline'],
    source: 'docs/api/net.md',
    cases: ['net: whether there is a network is told in both ways'],
  },
  {
    owner: 'Session',
    members: ['fromPartition'],
    source: 'spec/api-session-spec.ts',
    cases: [
      'session: one for each partition name, announced once, nothing on disk',
      'before ready: a session by partition is refused',
    ],
  },
  { owner: 'FromPartitionOptions', members: ['cache'], source: 'docs/api/session.md' },
  {
    owner: 'Session',
    members: ['defaultSession'],
    source: 'docs/api/session.md',
    cases: ['before ready: the default session is refused'],
  },
  {
    owner: 'Session',
    members: ['fetch'],
    source: 'spec/api-net-session-spec.ts',
    cases: ['session: its fetch follows no redirect where none is wanted'],
  },
  {
    owner: 'Session',
    members: ['cookies', 'clearStorageData'],
    source: 'spec/api-session-spec.ts',
    cases: ['session: clearStorageData forgets cookies and local storage'],
  },
  {
    owner: 'Session',
    members: ['clearAuthCache'],
    source: 'docs/api/session.md',
    cases: ['session: a password that was given is forgotten on request'],
  },
  {
    owner: 'Session',
    members: ['clearCache'],
    source: 'spec/api-session-spec.ts',
    cases: ['session: clearStorageData forgets cookies and local storage'],
  },
  {
    owner: 'Session',
    members: ['protocol'],
    source: 'spec/api-protocol-spec.ts',
    cases: ['protocol: one handler for a scheme and session'],
  },
  {
    owner: 'Session',
    members: ['webRequest'],
    source: 'spec/api-web-request-spec.ts',
    cases: ['webRequest: the moments of a redirected load come in order, with one id'],
  },
  {
    owner: 'Session',
    members: ['setPermissionRequestHandler'],
    source: 'spec/api-session-spec.ts',
    cases: ['session: without a handler a permission is granted'],
  },
  {
    owner: 'Session',
    members: ['setPermissionCheckHandler'],
    source: 'spec/api-session-spec.ts',
    cases: ['session: a check handler that says no denies'],
  },
  {
    owner: 'Session',
    members: ['setDevicePermissionHandler'],
    source: 'docs/api/session.md',
    byHand: 'sign-in window',
  },
  {
    owner: 'Session',
    members: ['on will-download'],
    source: 'spec/api-session-spec.ts',
    cases: ['session: a download is offered, and can be refused'],
  },
  {
    owner: 'Session',
    members: ['on select-webauthn-account'],
    source: 'spec/api-web-authn-spec.ts',
    byHand: 'sign-in window',
  },
  {
    owner: 'Cookies',
    members: ['get', 'set', 'flushStore'],
    source: 'docs/api/cookies.md',
    cases: ['session: a persistent one says where it lies, and a flushed cookie is there to be read'],
  },
  {
    owner: 'Cookie',
    members: ['domain', 'expirationDate', 'hostOnly', 'httpOnly', 'name', 'path', 'sameSite', 'secure', 'value'],
    source: 'docs/api/structures/cookie.md',
    cases: ['session: a cookie comes back with all that it was set with'],
  },
  {
    owner: 'CookiesSetDetails',
    members: ['domain', 'expirationDate', 'httpOnly', 'name', 'path', 'sameSite', 'secure', 'url', 'value'],
    source: 'docs/api/cookies.md',
    cases: ['session: a cookie comes back with all that it was set with'],
  },
  {
    owner: 'WebRequest',
    members: ['onBeforeRequest', 'onBeforeRedirect', 'onResponseStarted'],
    source: 'spec/api-web-request-spec.ts',
    cases: [
      'webRequest: the moments of a redirected load come in order, with one id',
      'webRequest: the last listener counts, a filter narrows it, and null removes it',
    ],
  },
  {
    owner: 'WebRequestFilter',
    members: ['types', 'urls'],
    source: 'docs/api/structures/web-request-filter.md',
    cases: [
      'webRequest: the last listener counts, a filter narrows it, and null removes it',
      'details: a request says its method and kind, a filter asks for kinds',
    ],
  },
  {
    owner: 'CallbackResponse',
    members: ['cancel'],
    source: 'docs/api/web-request.md',
    cases: ['webRequest: a cancelled load sends nothing and fails with ERR_BLOCKED_BY_CLIENT'],
  },
  {
    owner: 'OnBeforeRequestListenerDetails',
    members: ['initiatorOrigin', 'method', 'resourceType', 'uploadData', 'url'],
    source: 'shell/browser/net/proxying_url_loader_factory.cc',
    cases: [
      'webRequest: a posted answer can be read and kept from its address',
      'initiator: a link and a form are the page’s own, and loadURL is nobody’s',
      'details: a request says its method and kind, a filter asks for kinds',
    ],
  },
  {
    owner: 'UploadData',
    members: ['bytes'],
    source: 'docs/api/structures/upload-data.md',
    cases: ['webRequest: a posted answer can be read and kept from its address'],
  },
  { owner: 'UploadData', members: ['blobUUID', 'file'], source: 'docs/api/structures/upload-data.md' },
  {
    owner: 'OnBeforeRedirectListenerDetails',
    members: ['redirectURL', 'resourceType', 'webContents'],
    source: 'docs/api/web-request.md',
    cases: [
      'veto: form-action forbids the redirect before will-redirect; only webRequest sees it',
      'details: a redirect says of which page and kind it is, an answer its status and headers',
    ],
  },
  {
    owner: 'OnResponseStartedListenerDetails',
    members: ['responseHeaders', 'statusCode', 'url'],
    source: 'docs/api/web-request.md',
    cases: ['details: a redirect says of which page and kind it is, an answer its status and headers'],
  },
  {
    owner: 'Protocol',
    members: ['handle', 'unhandle'],
    source: 'spec/api-protocol-spec.ts',
    cases: [
      'protocol: a page of an own scheme loads and keeps its address',
      'protocol: one handler for a scheme and session',
    ],
  },
  {
    owner: 'Protocol',
    members: ['registerSchemesAsPrivileged'],
    source: 'spec/api-protocol-spec.ts',
    cases: ['after ready: schemes can no longer be registered'],
  },
  {
    owner: 'CustomScheme',
    members: ['privileges', 'scheme'],
    source: 'docs/api/structures/custom-scheme.md',
    cases: ['after ready: schemes can no longer be registered'],
  },
  {
    owner: 'Privileges',
    members: ['secure', 'standard', 'supportFetchAPI'],
    source: 'docs/api/structures/custom-scheme.md',
    cases: ['protocol: it is a secure place with storage, modules and a content policy'],
  },
  { owner: 'Privileges', members: ['codeCache'], source: 'docs/api/structures/custom-scheme.md' },
];
