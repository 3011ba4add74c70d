/** Where oidc-provider keeps what it gave out: for the life of the server only. */
export const createStore = () => {
  type Entry = Record<string, unknown>;
  const kept = new Map<string, Entry>();
  return (kind: string) => {
    const key = (id: string): string => `${kind}:${id}`;
    const find = async (id: string): Promise<Entry | undefined> => kept.get(key(id));
    return {
      find,
      findByUid: async (uid: string) =>
        [...kept].find(([name, one]) => name.startsWith(`${kind}:`) && one.uid === uid)?.[1],
      findByUserCode: async (code: string) =>
        [...kept].find(([name, one]) => name.startsWith(`${kind}:`) && one.userCode === code)?.[1],
      upsert: async (id: string, entry: Entry) => void kept.set(key(id), entry),
      consume: async (id: string) => void kept.set(key(id), { ...(await find(id)), consumed: 1 }),
      destroy: async (id: string) => void kept.delete(key(id)),
      revokeByGrantId: async (grantId: string) => {
        for (const [name, one] of kept) if (one.grantId === grantId) kept.delete(name);
      },
    };
  };
};
