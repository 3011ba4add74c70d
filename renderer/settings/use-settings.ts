import { useEffect, useRef, useState } from 'react';
import type { Reply } from '../../preload/contract/errors.ts';
import type { SettingsValues } from '../../preload/contract/settings-fields.ts';
import type { SettingsView } from '../../preload/contract/settings-view.ts';
import type { FailedCallProps } from '../components/failed-call.tsx';
import { asReply } from '../state/bridge.ts';
import { usePanel } from '../state/panel-context.ts';

/** The settings as main has them, now and after every change, and what went wrong last. */
export function useSettings() {
  const { bridge, store } = usePanel();
  const [known, setKnown] = useState<SettingsView | null>(null);
  // Chosen and not answered yet: shown at once, whatever main says meanwhile of an earlier choice.
  const [chosen, setChosen] = useState<Partial<SettingsValues>>({});
  const waiting = useRef(0);
  const [failed, setFailed] = useState<FailedCallProps | null>(null);
  useEffect(() => {
    let current = true;
    const stop = bridge.on('settingsChanged', setKnown);
    const ask = async (): Promise<void> => {
      const reply = await asReply(bridge.getSettings());
      if (!current) return;
      setFailed(reply.ok ? null : { why: reply.error, again: () => void ask() });
      if (reply.ok) setKnown(reply.value);
    };
    void ask();
    return () => {
      current = false;
      stop();
    };
  }, [bridge]);
  type Call = () => Promise<Reply<SettingsView | null>>;
  const take = async (call: Call, again = (): void => void take(call)): Promise<void> => {
    waiting.current += 1;
    const reply = await asReply(call());
    waiting.current -= 1;
    setFailed(reply.ok ? null : { why: reply.error, again });
    if (reply.ok && reply.value !== null) setKnown(reply.value);
    if (waiting.current === 0) setChosen({});
    // The environment that is chosen first is part of what main says of the providers.
    const providers = await asReply(bridge.listProviders());
    if (providers.ok) store.set({ providers: providers.value });
  };
  const save = (change: Partial<SettingsValues>): void => {
    setChosen(now => ({ ...now, ...change }));
    // Once more: shown as chosen again, too.
    void take(
      () => bridge.saveSettings(change),
      () => save(change),
    );
  };
  return { settings: known && { ...known, ...chosen }, failed, take, save };
}
