import { useId } from 'react';
import type { EditView } from '../../preload/contract/connect-form.ts';
import type { ProviderView } from '../../preload/contract/provider-view.ts';
import { text } from '../text/text.ts';
import { described, FieldFrame, type FieldProblem } from './field-frame.tsx';
import { firstEnvironment } from './form-values.ts';

interface Props {
  readonly provider: ProviderView;
  readonly initial: EditView | undefined;
  readonly problem: FieldProblem | undefined;
}

/** What the account is to be called; the last field, because it may stay empty. */
export function AccountName({ provider, initial, problem }: Props) {
  const id = useId();
  const help = text(provider.namesAccounts ? 'connect.account-name.help-named' : 'connect.account-name.help');
  const frame = { id, label: text('connect.account-name.label'), optional: true, help, problem };
  return (
    <FieldFrame {...frame}>
      <input
        id={id}
        name="account-name"
        dir="auto"
        defaultValue={initial?.accountName ?? ''}
        maxLength={200}
        {...described(frame)}
      />
    </FieldFrame>
  );
}

/** Which of the provider's environments; nothing where it has one only. */
export function Environment({ provider, initial, problem }: Props) {
  const id = useId();
  const { environments } = provider;
  if (environments.length < 2) return null;
  const frame = { id, label: text('connect.environment.label'), problem };
  return (
    <FieldFrame {...frame}>
      <select id={id} name="environment" defaultValue={firstEnvironment(provider, initial)} {...described(frame)}>
        {environments.map(({ id: value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
    </FieldFrame>
  );
}
