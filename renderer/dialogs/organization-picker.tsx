import { type SubmitEvent, useEffect, useState } from 'react';
import type { AccountView, OrganizationView } from '../../preload/contract/account-view.ts';
import type { Failure } from '../../preload/contract/errors.ts';
import { InstructionBox } from '../components/instruction.tsx';
import { Sheet } from '../components/sheet.tsx';
import { asReply } from '../state/bridge.ts';
import { usePanel } from '../state/panel-context.ts';
import { RichText } from '../text/rich-text.tsx';
import { text } from '../text/text.ts';

interface Props {
  readonly account: AccountView;
  readonly onClose: () => void;
}

/** The organizations a sign-in can see: those known already at once, the provider's fresh list when it comes. */
function useOrganizations({ account }: Props, onFailure: (failure: Failure) => void) {
  const { bridge } = usePanel();
  const [organizations, setOrganizations] = useState<readonly OrganizationView[]>(account.organizations);
  const [loading, setLoading] = useState(true);
  useEffect(() => {
    let current = true;
    void asReply(bridge.refreshOrganizations(account.id)).then(reply => {
      if (!current) return;
      setLoading(false);
      if (reply.ok) setOrganizations(reply.value);
      else if (account.organizations.length === 0) onFailure(reply.error);
    });
    return () => {
      current = false;
    };
  }, [bridge, account, onFailure]);
  return { organizations, loading };
}

/** Which organization the account's addresses are for. */
export function OrganizationPicker(props: Props) {
  const { account, onClose } = props;
  const { actions } = usePanel();
  const [failure, setFailure] = useState<Failure>();
  const { organizations, loading } = useOrganizations(props, setFailure);
  const submit = async (event: SubmitEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const chosen = new FormData(event.currentTarget).get('organization');
    if (typeof chosen !== 'string') return setFailure({ code: 'bad-input', field: 'organization' });
    const reply = await actions.chooseOrganization(account, chosen);
    if (!reply.ok) return setFailure(reply.error);
    const name = organizations.find(({ id }) => id === chosen)?.name ?? chosen;
    // Takes the place of "Connected as …", which may name the account as it was called before.
    actions.say(text('organization.done', { organization: name }));
    onClose();
  };
  return (
    <Sheet
      title={text(account.needsOrganization ? 'organization.title.choose' : 'organization.title.change')}
      onClose={onClose}
    >
      <form className="sheet-form" noValidate onSubmit={event => void submit(event)}>
        <div className="sheet-body">
          {failure && <InstructionBox failure={failure} press={text('organization.submit')} takesFocus />}
          <Choices account={account} organizations={organizations} />
          <p className="help" aria-live="polite">
            {loading ? text('organization.loading', { provider: account.providerName }) : ''}
          </p>
        </div>
        <div className="sheet-foot">
          <button type="button" className="button" onClick={onClose}>
            {text('organization.later')}
          </button>
          <button type="submit" className="primary">
            {text('organization.submit')}
          </button>
        </div>
      </form>
    </Sheet>
  );
}

interface ChoicesProps {
  readonly account: AccountView;
  readonly organizations: readonly OrganizationView[];
}
function Choices({ account, organizations }: ChoicesProps) {
  return (
    <fieldset className="organizations">
      <legend>
        <RichText of="organization.legend" values={{ account: <bdi>{account.label}</bdi> }} />
      </legend>
      {organizations.map(({ id, name }) => (
        <label key={id} className="choice boxed">
          <input type="radio" name="organization" value={id} defaultChecked={id === account.organizationId} />
          <span className="clip" dir="auto">
            {name}
          </span>
          <span className="org-id">{id}</span>
        </label>
      ))}
    </fieldset>
  );
}
