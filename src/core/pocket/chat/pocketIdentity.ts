/** The names of the built-in model. No provider of the settings can have its id. */
export const pocket = { id: 'built-in:pocket', name: 'Pocket (built in)', model: 'pocket' } as const;
