import { type CopyFormat, tokenFormat } from '../preload/contract/copy-formats.ts';
import type { QuickAccountView } from '../preload/contract/quick-calls.ts';
import { drawKeys, formatOfEnter } from './quick-copy/quick-keys.ts';
import { drawAccount, quickWords } from './quick-copy/quick-row.ts';
import { asReply, readBridge } from './state/bridge.ts';
import { pagePart } from './state/page-part.ts';
import { searchAccounts } from './state/search.ts';
import { drawInLanguage } from './text/page-language.ts';
import { text } from './text/text.ts';

// The quick-copy window: type, Enter copies (with Shift, Ctrl or Alt the header, the curl command or an own format), Escape
// closes. Plain elements and no library, because the page has to be usable before the person notices that it had to be
// loaded.

/** More rows than a person reads; the search finds the others. */
const mostRows = 50;

const bridge = readBridge();
const heading = pagePart('heading', HTMLHeadingElement);
const search = pagePart('search', HTMLInputElement);
const list = pagePart('found', HTMLDivElement);
const words = pagePart('words', HTMLParagraphElement);
const keyHints = pagePart('keys', HTMLParagraphElement);

let accounts: readonly QuickAccountView[] = [];
let found: readonly QuickAccountView[] = [];
let active = 0;
let asked = false;

/** What stands in the page whatever there is to choose. */
const drawWords = (): void => {
  document.title = text('quick.window');
  heading.textContent = text('quick.heading');
  search.ariaLabel = text('quick.search');
  search.placeholder = text('quick.placeholder');
  list.ariaLabel = text('quick.accounts');
};

const draw = (): void => {
  found = searchAccounts(accounts, search.value);
  active = 0;
  list.replaceChildren(...found.slice(0, mostRows).map(drawAccount));
  mark();
};

const drawFoot = (): void => {
  words.textContent = asked ? quickWords(accounts.length, found.length, mostRows, found[active]?.asked) : '';
};

const mark = (): void => {
  drawFoot();
  for (const [index, row] of [...list.children].entries()) {
    row.setAttribute('aria-selected', String(index === active));
    if (index === active) row.scrollIntoView({ block: 'nearest' });
  }
  const id = list.children[active]?.id;
  keyHints.replaceChildren(...drawKeys(found[active]));
  if (id === undefined) search.removeAttribute('aria-activedescendant');
  else search.setAttribute('aria-activedescendant', id);
};

const move = (to: number): void => {
  active = Math.max(0, Math.min(to, list.children.length - 1));
  mark();
};

/** Nothing for a format that this account has not got; the foot names those that it has. */
const choose = (index: number, format: CopyFormat = tokenFormat): void => {
  const account = found[index];
  if (account === undefined || (format !== tokenFormat && !account.formats.includes(format))) return;
  // On Wayland the window stays until the copy is there, and that may wait for a fresh token.
  words.textContent = text('quick.copying');
  void asReply(bridge.quickCopy(account.id, format));
};

/** Empty again, with what main has now: the window stays between two uses. */
const startOver = async (): Promise<void> => {
  drawWords();
  search.value = '';
  search.focus();
  const reply = await asReply(bridge.getQuickAccounts());
  asked = true;
  accounts = reply.ok ? reply.value : [];
  draw();
};

const keys: Readonly<Record<string, () => void>> = {
  ArrowDown: () => move(active + 1),
  ArrowUp: () => move(active - 1),
  PageDown: () => move(active + 5),
  PageUp: () => move(active - 5),
  Escape: () => void asReply(bridge.closeQuickCopy()),
};
document.addEventListener('keydown', event => {
  // The Enter and Escape that end an input method's own list are not for us.
  const format = event.key === 'Enter' ? formatOfEnter(event, found[active]?.own?.id) : undefined;
  const copy = format === undefined ? undefined : () => choose(active, format);
  const run = event.isComposing ? undefined : (copy ?? keys[event.key]);
  if (run === undefined) return;
  event.preventDefault();
  run();
});
search.addEventListener('input', draw);
list.addEventListener('click', event => {
  const row = event.target instanceof Element ? event.target.closest('[role=option]') : null;
  if (row !== null) choose([...list.children].indexOf(row));
});
// A click beside a row leaves the focus where the typing goes.
document.addEventListener('mousedown', event => {
  if (event.target !== search) event.preventDefault();
});
bridge.on('quickShown', () => void startOver());
void drawInLanguage(bridge, () => void startOver(), 'windows');
