import { type ReactNode, useEffect, useRef } from 'react';
import { WarningIcon } from '../icons.tsx';
import type { Instruction } from '../messages.ts';

/** A failure as an instruction. With `takesFocus` it receives the focus when it appears, so that it is read out. */
export function InstructionBox({
  instruction,
  extra,
  takesFocus = false,
  id,
}: {
  readonly instruction: Instruction;
  readonly extra?: ReactNode;
  readonly takesFocus?: boolean;
  readonly id?: string;
}) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (takesFocus && instruction) box.current?.focus();
  }, [takesFocus, instruction]);
  return (
    <div className="instruction" role="alert" tabIndex={-1} ref={box} id={id}>
      <WarningIcon />
      <div>
        <strong>{instruction.title}</strong>
        <p>{instruction.help}</p>
        {extra}
      </div>
    </div>
  );
}
