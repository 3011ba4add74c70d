import { text } from '../../text/text.ts';
import type { Provider } from './provider.ts';

/** A provider's own name, or what it is called in the language in force. */
export const shownNameOf = ({ name, shownName }: Pick<Provider, 'name' | 'shownName'>): string =>
  shownName === undefined ? name : text(shownName);
