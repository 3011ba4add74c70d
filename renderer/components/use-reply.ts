import { useEffect, useState } from 'react';
import type { Reply } from '../../preload/contract/errors.ts';
import { asReply } from '../state/bridge.ts';

/** Main's answer to what a dialog asks when it opens; undefined until it is there. `ask` is one function for one question. */
export function useReply<Value>(ask: () => Promise<Reply<Value>>) {
  const [reply, setReply] = useState<Reply<Value>>();
  const [round, setRound] = useState(0);
  useEffect(() => {
    let current = round >= 0;
    void asReply(ask()).then(answer => current && setReply(answer));
    return () => {
      current = false;
    };
  }, [ask, round]);
  return { reply, again: () => setRound(round + 1) };
}
