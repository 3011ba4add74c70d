import { type ReactNode, useEffect, useRef } from 'react';
import type { Failure } from '../../preload/contract/errors.ts';
import type { ProviderView } from '../../preload/contract/provider-view.ts';
import { instruct } from '../text/messages.ts';
import { WarningIcon } from './icons.tsx';

/**
 * A failure as an instruction; `press` names the button that starts the same thing once more. With `takesFocus` each
 * failure receives the focus once, so that it is read out, and leaves it to whoever goes on typing.
 */
export function InstructionBox({
  failure,
  press,
  provider,
  extra,
  takesFocus = false,
  beneath = false,
  id,
}: {
  readonly failure: Failure;
  readonly press?: string;
  /** Whose field the failure may name. */
  readonly provider?: ProviderView;
  readonly extra?: ReactNode;
  readonly takesFocus?: boolean;
  /** It stands beneath the field that it is about. */
  readonly beneath?: boolean;
  readonly id?: string;
}) {
  const box = useRef<HTMLDivElement>(null);
  const instruction = instruct(failure, press, provider);
  useEffect(() => {
    if (takesFocus && failure) box.current?.focus();
  }, [takesFocus, failure]);
  return (
    <div className={beneath ? 'instruction beneath' : 'instruction'} role="alert" tabIndex={-1} ref={box} id={id}>
      <WarningIcon />
      <div>
        <strong>{instruction.title}</strong>
        <p>{instruction.help}</p>
        {extra}
      </div>
    </div>
  );
}
