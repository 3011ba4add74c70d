import { type ComponentType, useEffect, useState } from 'react';

/** A component whose code is fetched once it is wanted; null until it is here. `fetch` is one function for good. */
export function useFetched<Props>(
  fetch: () => Promise<ComponentType<Props>>,
  isWanted = true,
): ComponentType<Props> | null {
  const [Fetched, setFetched] = useState<ComponentType<Props> | null>(null);
  useEffect(() => {
    if (isWanted) void fetch().then(fetched => setFetched(() => fetched));
  }, [fetch, isWanted]);
  return Fetched;
}
