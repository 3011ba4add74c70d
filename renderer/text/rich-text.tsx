import { Fragment, type ReactElement } from 'react';
import { pieces } from './text.ts';
import type { TextKey, Texts } from './texts.ts';

interface Props<Key extends TextKey> {
  readonly of: Key;
  readonly values: { readonly [Name in keyof Texts[Key]]: Texts[Key][Name] | ReactElement };
}

/** A text with elements in the places of some of its values: `<RichText of="row.who" values={{ name: <bdi>{name}</bdi> }} />`. */
export function RichText<Key extends TextKey>({ of, values }: Props<Key>) {
  return pieces(of, values).map((piece, at) => (
    // The pieces of one text never change places.
    // biome-ignore lint/suspicious/noArrayIndexKey: see above
    <Fragment key={at}>{piece}</Fragment>
  ));
}
