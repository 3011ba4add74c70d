import type { ComponentType } from 'react';
import { useFetched } from '../components/use-fetched.ts';
import { fetchPart } from '../text/text.ts';

interface Props {
  readonly onClose: () => void;
}

/** Lists of accounts. Their code and their texts are fetched once somebody opens them. */
export function AccountListsLater(props: Props) {
  const Lists = useFetched(fetchLists);
  return Lists && <Lists {...props} />;
}

const fetchLists = async (): Promise<ComponentType<Props>> => {
  const [{ AccountLists }] = await Promise.all([import('./account-lists.tsx'), fetchPart('lists')]);
  return AccountLists;
};
