import { type ComponentType, useEffect, useState } from 'react';
import { fetchPart } from '../text/text.ts';

interface Props {
  readonly onClose: () => void;
}

/** Lists of accounts. Their code and their texts are fetched once somebody opens them. */
export function AccountListsLater(props: Props) {
  const [Lists, setLists] = useState<ComponentType<Props> | null>(null);
  useEffect(() => void fetchLists().then(fetched => setLists(() => fetched)), []);
  return Lists === null ? null : <Lists {...props} />;
}

const fetchLists = async (): Promise<ComponentType<Props>> => {
  const [{ AccountLists }] = await Promise.all([import('./account-lists.tsx'), fetchPart('lists')]);
  return AccountLists;
};
