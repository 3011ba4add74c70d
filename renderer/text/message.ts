/** The one button an instruction offers; where it is drawn decides what exactly it calls. */
export type MessageAction = 'again' | 'sign-in' | 'edit' | 'clear' | 'restart';

/**
 * What happened (`title`), what is still safe and what to press (`help`). `{detail|words}` takes the failure's detail or
 * else the words; `{press}` takes the name of the button that starts the same thing once more, `{wait}` how long to wait.
 */
export interface Message {
  readonly title: string;
  readonly help: string;
  readonly action?: MessageAction;
}
