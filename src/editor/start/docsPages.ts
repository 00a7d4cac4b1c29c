/** The pages of docs/ that are in the package, in the order in which the README names them. */
export const docsPages = [
  ...['glossary', 'models', 'tokens', 'playground', 'prompts', 'evals', 'context', 'agents', 'pocket-and-lab'],
  ...['command-line', 'api', 'privacy'],
];
