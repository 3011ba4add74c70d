import { type Answer, type Asked, redirect } from './exchange.ts';

/** Whether a path answers as its guide writes it, with a slash more or less at its end as well, or only so. */
export type Slash = 'documented' | 'either' | 'only-the-other';

const withOtherEnd = (path: string): string => (path.endsWith('/') ? path.slice(0, -1) : `${path}/`);

/** Whether this request is for that path; and the answer for one that is sent on to the other form. */
export const isFor = ({ url }: Asked, path: string, slash: Slash): boolean =>
  url.pathname === path || (slash !== 'documented' && url.pathname === withOtherEnd(path));

/** As many servers do it: permanently, so that a POST comes again as a GET. */
export const sentOn = ({ url }: Asked, path: string, slash: Slash): Answer | undefined =>
  slash === 'only-the-other' && url.pathname === path ? redirect(withOtherEnd(path), {}, 301) : undefined;
