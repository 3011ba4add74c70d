import type { ComponentType } from 'react';
import type { AccountView } from '../../preload/contract/account-view.ts';
import { useFetched } from '../components/use-fetched.ts';
import { fetchPart } from '../text/text.ts';

interface Props {
  readonly account: AccountView;
  readonly onClose: () => void;
}

/** The details of an account. Their code and their texts are fetched once somebody opens them. */
export function DetailsLater(props: Props) {
  const Details = useFetched(fetchDetails);
  return Details && <Details {...props} />;
}

const fetchDetails = async (): Promise<ComponentType<Props>> => {
  const [{ Details }] = await Promise.all([import('./details.tsx'), fetchPart('details')]);
  return Details;
};
