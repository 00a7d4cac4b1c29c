/** The names of the model in the box. Its id is one that no provider of the settings can have. */
export const pocket = { id: 'built-in:pocket', name: 'Pocket (built in)', model: 'pocket' } as const;
