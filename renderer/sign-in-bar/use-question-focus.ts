import { type RefObject, useEffect, useRef } from 'react';

/**
 * Gives the focus to the first field of a question, which has `data-first`. One that takes the place of another gives it to its heading: what is
 * being typed for the first must not go into the second.
 */
export function useQuestionFocus(main: RefObject<HTMLElement | null>, replaces: boolean): void {
  const target = useRef(replaces ? 'h1' : '[data-first]');
  useEffect(() => main.current?.querySelector<HTMLElement>(target.current)?.focus(), [main]);
}
