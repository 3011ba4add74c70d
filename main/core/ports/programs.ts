/** The window that asks whether programs may have a token. It asks main what to say, and never takes the focus by itself. */
export interface QuestionWindow {
  /** Shows the question there is now, in place of the one before. */
  readonly show: () => void;
  readonly close: () => void;
}
