import fc from 'fast-check';
import { registered, state } from './redirect-cases.ts';

/** A redirect in parts, so that a mutation can spoil exactly one of them. Pairs are already encoded. */
export interface Draft {
  readonly scheme: string;
  readonly userInfo: string;
  readonly host: string;
  readonly port: string;
  readonly path: string;
  readonly query: readonly string[];
  readonly fragment: readonly string[];
}
/** Changes a draft, or the finished text; `benign` ones must not change the reading. */
export interface Mutation {
  readonly what: string;
  readonly benign: boolean;
  readonly draft?: (draft: Draft) => Draft;
  readonly text?: (text: string) => string;
}

export const write = (draft: Draft): string => {
  const query = draft.query.length > 0 ? `?${draft.query.join('&')}` : '';
  const fragment = draft.fragment.length > 0 ? `#${draft.fragment.join('&')}` : '';
  return `${draft.scheme}://${draft.userInfo}${draft.host}${draft.port}${draft.path}${query}${fragment}`;
};

const visible = fc.string({
  unit: fc.integer({ min: 0x21, max: 0x7e }).map(code => String.fromCharCode(code)),
  minLength: 1,
  maxLength: 60,
});
const encode = (name: string, value: string): string => new URLSearchParams([[name, value]]).toString();

export interface Valid {
  readonly answer: 'token' | 'code';
  readonly draft: Draft;
  readonly value: string;
  readonly refreshToken: string | undefined;
  readonly expiresInSeconds: number | undefined;
}

/** A valid answer with its values, in any order, its state in either place or nowhere. */
export const valid: fc.Arbitrary<Valid> = fc
  .record({
    answer: fc.constantFrom('token' as const, 'token' as const, 'code' as const),
    value: visible,
    refreshToken: fc.option(visible, { nil: undefined }),
    expiresInSeconds: fc.option(fc.integer({ min: 1, max: 315_360_000 }), { nil: undefined }),
    statePlace: fc.constantFrom('query', 'fragment', 'nowhere'),
    order: fc.infiniteStream(fc.nat()),
  })
  .map(({ statePlace, order, ...values }) => {
    const pairs = values.answer === 'code' ? [encode('code', values.value)] : tokenPairs(values);
    const shuffled = pairs.map(pair => ({ pair, at: order.next().value })).sort((a, b) => a.at - b.at);
    const answer = shuffled.map(({ pair }) => pair);
    const said = encode('state', state);
    const inQuery = values.answer === 'code' ? answer : [];
    const inFragment = values.answer === 'code' ? [] : answer;
    const url = new URL(registered);
    const draft: Draft = {
      scheme: 'https',
      userInfo: '',
      host: url.host,
      port: '',
      path: url.pathname,
      query: statePlace === 'query' ? [said, ...inQuery] : inQuery,
      fragment: statePlace === 'fragment' ? [...inFragment, said] : inFragment,
    };
    return { ...values, draft };
  });

function tokenPairs(values: Pick<Valid, 'value' | 'refreshToken' | 'expiresInSeconds'>): string[] {
  const pairs = [encode('access_token', values.value), 'token_type=Bearer'];
  if (values.refreshToken !== undefined) pairs.push(encode('refresh_token', values.refreshToken));
  if (values.expiresInSeconds !== undefined) pairs.push(`expires_in=${values.expiresInSeconds}`);
  return pairs;
}

const part = (what: string, draft: (draft: Draft) => Draft, benign = false): Mutation => ({ what, benign, draft });
const text = (what: string, change: (whole: string) => string): Mutation => ({ what, benign: false, text: change });
const has = (pair: string, name: string): boolean => pair.startsWith(`${name}=`);
const without = (draft: Draft, ...names: readonly string[]): Draft => ({
  ...draft,
  query: draft.query.filter(pair => !names.some(name => has(pair, name))),
  fragment: draft.fragment.filter(pair => !names.some(name => has(pair, name))),
});
const otherAnswer = (draft: Draft): Draft => ({
  ...without(draft, 'access_token', 'code'),
  query: draft.fragment.some(pair => has(pair, 'access_token')) ? [...draft.query, 'code=c-1'] : ['access_token=at-9'],
});
const replaced = (draft: Draft, name: string, pair: string): Draft => {
  const rest = without(draft, name);
  return { ...rest, fragment: [...rest.fragment, pair] };
};
const oneOf = (texts: readonly string[], make: (text: string) => Mutation): fc.Arbitrary<Mutation> =>
  fc.constantFrom(...texts).map(make);

const control = fc.integer({ min: 0, max: 0x20 }).map(code => String.fromCharCode(code === 0x20 ? 0x7f : code));
const anywhere = fc.nat({ max: 400 });
const inserted = (text: string, at: number, addition: string): string =>
  text.slice(0, at % (text.length + 1)) + addition + text.slice(at % (text.length + 1));

/** Where it goes: another address, or the same in other letters. */
export const addressMutation: fc.Arbitrary<Mutation> = fc.oneof(
  oneOf(['HTTPS', 'Https'], scheme => part('case', d => ({ ...d, scheme }), true)),
  oneOf(['WWW.readycloud.COM', 'ｗｗｗ.readycloud.com', 'www。readycloud。com', 'www.ready%63loud.com'], host =>
    part('same host', d => ({ ...d, host }), true),
  ),
  oneOf([':443', ':0443', ':'], port => part('default port', d => ({ ...d, port }), true)),
  oneOf(['/./api/v1/oauth2/auth_code', '/x/../api/v1/oauth2/auth_code', '/api/%2e/v1/oauth2/auth_code'], path =>
    part('dot segments', d => ({ ...d, path }), true),
  ),
  oneOf(['http', 'ftp', 'dockpass', 'javascript', 'blob:https', ''], scheme => part('scheme', d => ({ ...d, scheme }))),
  oneOf([':80', ':444', ':65536', ':x', ':-1'], port => part('port', d => ({ ...d, port }))),
  oneOf(['me@', 'me:pw@', '@', 'www.readycloud.com@', 'a%40b@'], userInfo =>
    part('user info', d => ({ ...d, userInfo })),
  ),
  oneOf(
    [
      'readycloud.com',
      'www.readycloud.com.',
      'www.readycloud.com.evil.example',
      'www.readуcloud.com',
      'www.readyclóud.com',
      '[::1]',
      '',
      '..',
    ],
    host => part('host', d => ({ ...d, host })),
  ),
  oneOf(
    [
      '/api/v1/oauth2/auth_code/',
      '/api/v1/oauth2/auth_code/..',
      '/api/v1/oauth2/Auth_code',
      '/api/v1/oauth2/auth%5fcode',
      '/',
      '',
    ],
    path => part('path', d => ({ ...d, path })),
  ),
);

/** What it says: one parameter more, less, twice or spoiled. */
export const answerMutation: fc.Arbitrary<Mutation> = fc.oneof(
  oneOf(['app_name=x', 'x=%', '=', '_', '%00=%0a', 'error_description=No+such+token'], pair =>
    part('unread parameter', d => ({ ...d, query: [...d.query, pair] }), true),
  ),
  oneOf(['access_token', 'code', 'token_type', 'state'], name => part(`without ${name}`, d => without(d, name))),
  fc.constant(part('the other answer', otherAnswer)),
  fc.constant(part('no answer', d => without(d, 'access_token', 'code', 'error'))),
  fc.constant(
    part('all twice', d => ({ ...d, query: [...d.query, ...d.fragment], fragment: [...d.fragment, ...d.query] })),
  ),
  oneOf(['access_denied', 'invalid_scope', 'nonsense', ''], code =>
    part('error', d => ({ ...d, query: [...d.query, `error=${code}`] })),
  ),
  oneOf(['state=', 'state=ST-4F9A', 'state=st%2D4f9a%00'], pair => part('state', d => replaced(d, 'state', pair))),
  oneOf(['token_type=mac', 'token_type='], pair => part('token type', d => replaced(d, 'token_type', pair))),
  oneOf(['0', '-1', '1.5', '1e3', '', '315360001', '9'.repeat(40), '٣'], life =>
    part('lifetime', d => replaced(d, 'expires_in', `expires_in=${life}`)),
  ),
  oneOf(['%0a', '%00', '+', '%c3%a9', '%ff', '%20%E2%80%AE', 'a'.repeat(8193), 'a'.repeat(70_000)], text =>
    part('bad token', d => replaced(replaced(d, 'access_token', `access_token=a${text}`), 'code', `code=a${text}`)),
  ),
  oneOf(['%0d%0a', '%7f', '%C2%85'], text =>
    part('refresh token', d => replaced(d, 'refresh_token', `refresh_token=a${text}`)),
  ),
);

/** The finished text: a control character, a cut, a stray percent, anything at all. */
export const textMutation: fc.Arbitrary<Mutation> = fc.oneof(
  fc.tuple(control, anywhere).map(([c, at]) => text('control', whole => inserted(whole, at, c))),
  fc
    .tuple(control, anywhere)
    .map(([c, at]) => text('encoded control', whole => inserted(whole, at, encodeURIComponent(c)))),
  fc
    .tuple(fc.constantFrom('%', '%zz', '&', '#', '?', '\\', '@', '\ud800', '\u202e'), anywhere)
    .map(([c, at]) => text('stray', whole => inserted(whole, at, c))),
  anywhere.map(at => text('cut', whole => whole.slice(0, at))),
  fc.string({ unit: 'binary', maxLength: 80 }).map(other => text('anything', () => other)),
);

export const mutate = (draft: Draft, mutations: readonly Mutation[]): string => {
  const spoiled = mutations.reduce((now, mutation) => mutation.draft?.(now) ?? now, draft);
  return mutations.reduce((now, mutation) => mutation.text?.(now) ?? now, write(spoiled));
};
