/** A person's own browser, at one server: cookies, and redirects up to one that leaves it. */
function createVisit(origin: string) {
  const cookies = new Map<string, string>();
  const ask = async (address: string, form?: Record<string, string>): Promise<Response> => {
    const reply = await fetch(address, {
      redirect: 'manual',
      headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
      ...(form !== undefined && { method: 'POST', body: new URLSearchParams(form) }),
    });
    for (const cookie of reply.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      cookies.set(name, value);
    }
    return reply;
  };
  /** Fills in each page with what `fill` makes of its text, until that is nothing; the address or the page at the end. */
  return async (
    address: string,
    fill: (page: string) => Record<string, string> | undefined,
  ): Promise<{ readonly endedOn: string; readonly page: string }> => {
    let endedOn = address;
    let reply = await ask(endedOn);
    for (let steps = 0; steps < 12; steps += 1) {
      const to = reply.headers.get('location');
      const page = await reply.text();
      if (to !== null) {
        endedOn = new URL(to, endedOn).href;
        if (new URL(endedOn).origin !== origin) return { endedOn, page };
        reply = await ask(endedOn);
        continue;
      }
      const form = reply.status === 200 ? fill(page) : undefined;
      if (form === undefined) return { endedOn, page };
      reply = await ask(endedOn.replace(/\?.*/, ''), form);
    }
    throw new Error('the sign-in led nowhere');
  };
}

const hidden = (page: string): Record<string, string> =>
  Object.fromEntries(
    [...page.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)"/g)].map(([, name, value]) => [name, value]),
  );

/** A person at a browser of their own: cookies, one form, and redirects up to the one that leaves the server. */
export async function visit(
  authorizationUrl: string,
  press: 'allow' | 'deny' = 'allow',
  user = 'maria',
): Promise<string> {
  const { origin } = new URL(authorizationUrl);
  const { endedOn, page } = await createVisit(origin)(authorizationUrl, () => ({ user, press }));
  if (new URL(endedOn).origin === origin) throw new Error(`the server answered: ${page}`);
  return endedOn;
}

/** The same on another device: types the code, says whether it is theirs, and signs in. The page that it ends on. */
export async function visitDevice(
  verificationAddress: string,
  userCode: string,
  press: 'allow' | 'deny' = 'allow',
): Promise<string> {
  let isRefused = false;
  const { page } = await createVisit(new URL(verificationAddress).origin)(verificationAddress, shown => {
    if (shown.includes('name="press"')) return { user: 'maria', press };
    if (isRefused || !shown.includes('name="xsrf"')) return undefined;
    isRefused = press === 'deny' && shown.includes('name="confirm"');
    return { ...hidden(shown), user_code: userCode, ...(isRefused && { abort: 'yes' }) };
  });
  return page;
}
