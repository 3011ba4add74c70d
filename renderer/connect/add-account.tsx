import { useState } from 'react';
import type { Failure } from '../../preload/contract/errors.ts';
import type { StatusView } from '../../preload/contract/status-view.ts';
import { Sheet } from '../components/sheet.tsx';
import { NotKeptNote, SessionOnlyNote } from '../dialogs/storage.tsx';
import { usePanel, usePanelState } from '../state/panel-context.ts';
import { text } from '../text/text.ts';
import { ConnectFields } from './connect-form.tsx';
import { ProviderCards } from './provider-cards.tsx';
import { ReadyMade } from './ready-made.tsx';

interface Props {
  readonly providerId: string | undefined;
  readonly onClose: () => void;
}

/** Adding an account: first the provider, then its form. Where nothing can be kept, that is said before anything is typed. */
export function AddAccount({ providerId, onClose }: Props) {
  const { actions } = usePanel();
  const [chosen, setChosen] = useState(providerId);
  const provider = usePanelState(state => state.providers.find(({ id }) => id === chosen));
  const refusal = refusalOf(usePanelState(state => state.status?.storage));
  if (provider === undefined) {
    return (
      <Sheet title={text('connect.title')} step="providers" onClose={onClose}>
        <div className="sheet-body">
          <SessionOnly />
          <ReadyMade onDone={onClose} />
          <p className="lead">{text('connect.lead')}</p>
          <ProviderCards onChoose={setChosen} />
        </div>
      </Sheet>
    );
  }
  return (
    <Sheet
      title={text('connect.title')}
      about={provider.name}
      step="form"
      onClose={onClose}
      {...(providerId === undefined && { onBack: () => setChosen(undefined) })}
    >
      <ConnectFields
        key={provider.id}
        provider={provider}
        submitLabel={text('connect.submit')}
        lead={<SessionOnly />}
        signInOf={provider.id}
        refusal={refusal}
        onSubmit={form => actions.connect(form)}
        onDone={onClose}
      />
    </Sheet>
  );
}

function SessionOnly() {
  const storage = usePanelState(state => state.status?.storage);
  if (storage === 'session-only') return <SessionOnlyNote />;
  const refusal = refusalOf(storage);
  return refusal && <NotKeptNote refusal={refusal} />;
}

/** Why no sign-in can begin: what it brings could not be kept, and nobody has said that this session is enough. */
const refusalOf = (storage: StatusView['storage'] | undefined): Failure | undefined => {
  if (storage === 'keychain-locked') return { code: 'keyring-locked' };
  return storage === 'keychain-unsure' ? { code: 'keyring-locked', reason: 'or-missing' } : undefined;
};
