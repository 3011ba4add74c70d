import { useLayoutEffect } from 'react';
import type { Failure } from '../../preload/contract/errors.ts';
import { instruct } from '../text/messages.ts';
import { AgainButton } from './again-button.tsx';
import { InstructionBox } from './instruction.tsx';

/** What a person asked for in a dialog, and could not have. */
export interface FailedCallProps {
  readonly why: Failure;
  /** The button that asks for it once more, where it has one of its own. */
  readonly press?: string | undefined;
  readonly again: () => void;
}

/**
 * The instruction, with a button to try again where it speaks of one that is nowhere else. Once that has helped, the focus
 * is where it was.
 */
export function FailedCall({ why, press, again }: FailedCallProps) {
  useLayoutEffect(() => {
    // The instruction takes it next.
    const before = document.activeElement;
    return () =>
      queueMicrotask(() => {
        const isLost = document.activeElement === document.body;
        if (isLost && before instanceof HTMLElement && before.isConnected) before.focus();
      });
  }, []);
  const needsButton = press === undefined && instruct(why).action === 'again';
  return (
    <InstructionBox
      failure={why}
      {...(press !== undefined && { press })}
      extra={needsButton && <AgainButton onPress={again} />}
      takesFocus
    />
  );
}
