import { type Form, formsOf } from './forms.ts';

/** Somewhere a secret must not be: its name for people, and its bytes. */
export interface Place {
  readonly name: string;
  readonly content: string | Uint8Array;
}

/** A secret that was found. It is named, never quoted: test reports are kept and shared. */
export interface Leak {
  readonly secret: string;
  readonly form: string;
  readonly place: string;
}

/** The secrets of a run, marked as they come into being. */
export interface Marks {
  /** `text` is looked for from now on. The same text under a second name stays under its first. */
  readonly mark: (name: string, text: string) => void;
  readonly names: () => readonly string[];
  /** Where any of them lies, in whatever form; one line for each secret, form and place. */
  readonly findIn: (places: readonly Place[]) => readonly Leak[];
}

export function createMarks(): Marks {
  const marked = new Map<string, { readonly name: string; readonly forms: readonly Form[] }>();
  return {
    mark: (name, text) => {
      if (!marked.has(text)) marked.set(text, { name, forms: formsOf(text) });
    },
    names: () => [...marked.values()].map(({ name }) => name),
    findIn: places =>
      places.flatMap(({ name: place, content }) => {
        const bytes = typeof content === 'string' ? Buffer.from(content, 'utf8') : Buffer.from(content);
        return [...marked.values()].flatMap(({ name: secret, forms }) =>
          forms.filter(form => bytes.includes(form.bytes)).map(form => ({ secret, form: form.name, place })),
        );
      }),
  };
}
