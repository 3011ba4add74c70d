import type { Failure } from '../../preload/contract/errors.ts';
import type { ProviderView } from '../../preload/contract/provider-view.ts';
import { text } from '../text/text.ts';
import { fieldName } from './form-values.ts';

interface Props {
  readonly provider: ProviderView;
  readonly failure: Failure;
  readonly form: HTMLFormElement | null;
  readonly onSwitched: () => void;
}

/** The choice that helps where this failure came, as one press. What was typed stays. */
export function SwitchOffer({ provider, failure, form, onSwitched }: Props) {
  const [offered] = provider.fields.flatMap(field =>
    field.kind === 'choice'
      ? field.options.filter(({ insteadOn }) => insteadOn === failure.code).map(option => ({ field, option }))
      : [],
  );
  if (offered === undefined || form === null) return null;
  const choose = (): void => {
    const name = fieldName(offered.field.name);
    const radios = [...form.querySelectorAll<HTMLInputElement>('input[type=radio]')];
    radios.find(radio => radio.name === name && radio.value === offered.option.value)?.click();
    onSwitched();
    // What is still to be typed: the secret, which does not stay in the form.
    const fields = [...form.querySelectorAll<HTMLElement>('input[required]')];
    const empty = fields.find(field => field instanceof HTMLInputElement && field.value === '');
    (empty ?? form.querySelector<HTMLElement>('[type=submit]'))?.focus();
  };
  return (
    <button type="button" className="outline" onClick={choose}>
      {text('connect.switch', { choice: offered.option.label })}
    </button>
  );
}
