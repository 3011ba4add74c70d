import { randomUUID } from 'node:crypto';
import { type Answer, type Asked, html, redirect } from '../local/exchange.ts';
import { signInPage } from './pages.ts';
import type { User } from './settings.ts';

/** Who is signed in, by a session cookie. */
export interface Sessions {
  readonly userOf: (asked: Asked) => User | undefined;
  readonly signIn: (asked: Asked) => Answer;
  readonly signOut: (asked: Asked) => Answer;
}

export function createSessions(users: readonly User[], origin: string): Sessions {
  const signedIn = new Map<string, User>();
  const sessionOf = (asked: Asked): string => asked.cookies.get('sessionid') ?? '';
  return {
    userOf: asked => signedIn.get(sessionOf(asked)),
    signIn: asked => {
      const next = (asked.method === 'POST' ? asked.form : asked.url.searchParams).get('next') ?? '/';
      if (asked.method !== 'POST') return html(200, signInPage(next));
      const user = users.find(one => one.name === asked.form.get('username')?.trim());
      if (user === undefined || user.password !== asked.form.get('password'))
        return html(200, signInPage(next, 'Please enter a correct username and password.'));
      const session = randomUUID();
      signedIn.set(session, user);
      // Only a path on this server: an open redirect would make every test of addresses doubtful.
      const onward = URL.parse(next, origin)?.origin === origin ? next : '/';
      return redirect(onward, { 'set-cookie': `sessionid=${session}; Path=/; HttpOnly; SameSite=Lax` });
    },
    signOut: asked => {
      signedIn.delete(sessionOf(asked));
      const next = encodeURIComponent(asked.url.searchParams.get('next') ?? '/');
      return redirect(`/accounts/login/?next=${next}`, { 'set-cookie': 'sessionid=; Path=/; Max-Age=0' });
    },
  };
}
