import { secondMs } from '../preload/contract/durations.ts';
import type { ProgramQuestionView } from '../preload/contract/programs/question.ts';
import { asReply, readBridge } from './state/bridge.ts';
import { pagePart } from './state/page-part.ts';
import { drawInLanguage } from './text/page-language.ts';
import { text } from './text/text.ts';

// The window that asks whether programs may have a token. Nothing in it has the focus at first and no key says yes, so that
// what somebody types elsewhere is no answer; both buttons wake a second after the question can be seen.

const wakeAfterMs = secondMs;

const bridge = readBridge();
const allow = pagePart('allow', HTMLButtonElement);
const refuse = pagePart('refuse', HTMLButtonElement);
const write = (id: string, words: string): void => {
  pagePart(id, HTMLElement).textContent = words;
};

let shown: ProgramQuestionView | null = null;
let waking: ReturnType<typeof setTimeout> | undefined;

const draw = (view: ProgramQuestionView): void => {
  const { programs, calls } = view;
  document.title = text('question.title');
  write('heading', text('question.title'));
  const names = programs.map(name => text('question.name', { name }));
  const listed = names.length === 0 ? text('question.nameless') : names.join(' ');
  const who = { count: calls, names: listed };
  if (view.until === 'unlocked') {
    write('who', text('question.who-waits', who));
    write('account', '');
    write('until', text('question.locked'));
  } else {
    const { account, providerName, environment, until } = view;
    write('who', text('question.who', who));
    write('account', [account, providerName, environment].filter(one => one !== undefined).join(' · '));
    write('until', text(until === 'now' ? 'question.once' : 'question.until-locked'));
  }
  write('note', text('question.note'));
  refuse.textContent = text('question.refuse');
  allow.textContent = text(view.until === 'unlocked' ? 'question.unlock' : 'question.allow');
};

const wake = (awake: boolean): void => {
  for (const button of [allow, refuse]) button.disabled = !awake;
};

const show = async (): Promise<void> => {
  const reply = await asReply(bridge.getProgramQuestion());
  shown = reply.ok ? reply.value : null;
  if (shown !== null) draw(shown);
};

/** Another question sleeps anew: nobody answers what stood there a moment ago. */
const ask = async (): Promise<void> => {
  clearTimeout(waking);
  wake(false);
  await show();
  if (shown === null) return;
  // Main counts from when it was asked, which was before now.
  waking = setTimeout(() => wake(true), wakeAfterMs);
};

const answer = (allows: boolean): void => {
  if (shown === null) return;
  wake(false);
  void asReply(bridge.answerProgramQuestion(shown.number, allows));
};

allow.addEventListener('click', () => answer(true));
refuse.addEventListener('click', () => answer(false));
document.addEventListener('keydown', event => {
  if (event.key === 'Escape') answer(false);
});
bridge.on('programQuestionChanged', () => void ask());
// In another language it is the same question, and does not sleep anew.
void drawInLanguage(bridge, () => void (shown === null ? ask() : show()), 'windows');
