const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, sign => entities[sign] ?? sign);

/** A text as a script literal that cannot end its script element. */
const literal = (text: string): string => JSON.stringify(text).replaceAll('<', '\\u003c');

const style = `
  :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
  body { max-width: 26rem; margin: 3rem auto; padding: 0 1rem; }
  label { display: block; margin: 0 0 1rem; }
  input { display: block; box-sizing: border-box; width: 100%; padding: .5rem; font: inherit; }
  button { padding: .5rem 1rem; font: inherit; margin-right: .5rem; }
  [role=alert] { font-weight: 600; }`;

const page = (title: string, main: string, head = ''): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escapeHtml(title)}</title><style>${style}</style>${head}</head><body><main>${main}</main></body></html>`;

/** The sign-in form. `next` is where a right password leads. */
export const signInPage = (next: string, problem?: string): string =>
  page(
    'Sign in',
    `<h1>Sign in to ReadyCloud</h1>
    ${problem === undefined ? '' : `<p role="alert">${escapeHtml(problem)}</p>`}
    <form method="post" action="/accounts/login/">
      <input type="hidden" name="next" value="${escapeHtml(next)}">
      <label>Username <input name="username" autocomplete="username" required autofocus></label>
      <label>Password <input name="password" type="password" autocomplete="current-password" required></label>
      <button type="submit">Sign in</button>
    </form>`,
  );

export interface AllowPage {
  readonly appName: string;
  readonly userName: string;
  readonly scopes: readonly string[];
  readonly requestId: string;
  readonly method: 'get' | 'post';
  readonly signOut: string;
  /** The source of a frame on the page. */
  readonly frame?: string;
}
export const allowPage = (about: AllowPage): string =>
  page(
    'Allow access',
    `<h1>Allow “${escapeHtml(about.appName)}” to use your account?</h1>
    <p>Signed in as ${escapeHtml(about.userName)}. <a href="${escapeHtml(about.signOut)}">Sign in as someone else</a></p>
    <p>It asks for: ${about.scopes.map(escapeHtml).join(', ')}</p>
    <form method="${about.method}" action="/api/v1/oauth2/allow">
      <input type="hidden" name="request" value="${about.requestId}">
      <button type="submit" name="answer" value="allow">Allow Access</button>
      <button type="submit" name="answer" value="deny">Deny</button>
    </form>
    ${about.frame === undefined ? '' : `<iframe title="Notices" src="${escapeHtml(about.frame)}"></iframe>`}`,
  );

/** Leads to the allow page in a window of its own. */
export const openerPage = (way: 'popup' | 'target-blank', address: string): string =>
  page(
    'Continue',
    way === 'popup'
      ? `<h1>One more step</h1><button type="button" id="open">Continue in a new window</button>
        <script>document.getElementById('open').onclick = () => { window.open(${literal(address)}, 'allow', 'width=480,height=640'); };</script>`
      : `<h1>One more step</h1><p><a target="_blank" rel="opener" href="${escapeHtml(address)}">Continue in a new tab</a></p>`,
  );

export const refreshPage = (address: string): string =>
  page('One moment', '<h1>One moment</h1>', `<meta http-equiv="refresh" content="0;url=${escapeHtml(address)}">`);

export const locationPage = (address: string): string =>
  page('One moment', `<h1>One moment</h1><script>location = ${literal(address)};</script>`);

/** Posts what an answer says in query and fragment to its address, as soon as it is shown. */
export const formPostPage = (answer: string): string => {
  const { origin, pathname, searchParams, hash } = new URL(answer);
  const fields = [...searchParams, ...new URLSearchParams(hash.slice(1))].map(
    ([name, value]) => `<input type="hidden" name="${escapeHtml(name)}" value="${escapeHtml(value)}">`,
  );
  return page(
    'One moment',
    `<h1>One moment</h1><form method="post" action="${escapeHtml(origin + pathname)}">${fields.join('')}</form>
    <script>document.forms[0].submit();</script>`,
  );
};

/** The default landing page: shows the token that only the browser knows; `hash` is set after loading, when given. */
export const landingPage = (hash?: string): string =>
  page(
    'Your token',
    `<h1>Your token</h1><label>Token <input id="token" readonly></label>
    <p>Copy it into your program, then close this page.</p>
    <script>
      const show = () => {
        const answer = new URLSearchParams(location.hash.slice(1));
        document.getElementById('token').value = answer.get('access_token') ?? '';
      };
      addEventListener('hashchange', show);
      addEventListener('load', () => { show(); ${hash === undefined ? '' : `location.hash = ${literal(hash)};`} });
    </script>`,
  );

export const messagePage = (title: string, text: string): string =>
  page(title, `<h1>${escapeHtml(title)}</h1><p>${escapeHtml(text)}</p>`);
