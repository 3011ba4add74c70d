/** A person at a browser of their own: cookies, one form, and redirects up to the one that leaves the server. */
export async function visit(
  authorizationUrl: string,
  press: 'allow' | 'deny' = 'allow',
  user = 'maria',
): Promise<string> {
  const { origin } = new URL(authorizationUrl);
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
  let address = authorizationUrl;
  let reply = await ask(address);
  for (let steps = 0; steps < 10; steps += 1) {
    const to = reply.headers.get('location');
    if (to === null && reply.status === 200) reply = await ask(address, { user, press });
    else if (to === null) throw new Error(`the server answered ${reply.status}: ${await reply.text()}`);
    else {
      address = new URL(to, address).href;
      if (new URL(address).origin !== origin) return address;
      reply = await ask(address);
    }
  }
  throw new Error('the sign-in led nowhere');
}
