/** Words around the schema of an answer. `words` of `toolStrings.ts` has them. */
export const schemaStrings = {
  schemaChip: 'Schema: {0}',
  schemaChipHint: 'Edit the schema that the answer is to fit',
  removeSchema: 'Remove the schema',
  schemaRemoved: 'The schema is removed.',
  schemaNotSent: 'The schema is not sent: {0}',
  schemaSyntax: 'The schema is not JSON. Line {0}, column {1} is wrong.',
  schemaForm: 'The schema is no JSON object.',
  schemaSize: 'The schema is longer than {0} characters.',
  mendSchema: 'Fix Schema',
  mendSchemaHint: 'Change what the provider refuses. A rule that goes is not checked here either.',
} as const;
