import { useEffect, useRef, useState } from 'react';
import type { Failure, Reply } from '../../preload/contract/errors.ts';
import type { SettingsValues } from '../../preload/contract/settings-fields.ts';
import type { SettingsView } from '../../preload/contract/settings-view.ts';
import { asReply } from '../state/bridge.ts';
import { usePanel } from '../state/panel-context.ts';

/** The settings as main has them, now and after every change, and what went wrong last. */
export function useSettings() {
  const { bridge, store } = usePanel();
  const [known, setKnown] = useState<SettingsView | null>(null);
  // Chosen and not answered yet: shown at once, whatever main says meanwhile of an earlier choice.
  const [chosen, setChosen] = useState<Partial<SettingsValues>>({});
  const waiting = useRef(0);
  const [failure, setFailure] = useState<Failure | null>(null);
  useEffect(() => {
    let current = true;
    const stop = bridge.on('settingsChanged', setKnown);
    void asReply(bridge.getSettings()).then(reply => {
      if (!current) return;
      if (reply.ok) setKnown(reply.value);
      else setFailure(reply.error);
    });
    return () => {
      current = false;
      stop();
    };
  }, [bridge]);
  const take = async (pending: Promise<Reply<SettingsView | null>>): Promise<void> => {
    waiting.current += 1;
    const reply = await asReply(pending);
    waiting.current -= 1;
    setFailure(reply.ok ? null : reply.error);
    if (reply.ok && reply.value !== null) setKnown(reply.value);
    if (waiting.current === 0) setChosen({});
    // The environment that is chosen first is part of what main says of the providers.
    const providers = await asReply(bridge.listProviders());
    if (providers.ok) store.set({ providers: providers.value });
  };
  const save = (change: Partial<SettingsValues>): void => {
    setChosen(now => ({ ...now, ...change }));
    void take(bridge.saveSettings(change));
  };
  return { settings: known && { ...known, ...chosen }, failure, take, save };
}
