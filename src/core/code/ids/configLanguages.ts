/** Language ids of config in which a value needs no quotes. */
const unquoted = [
  ...['yaml', 'yml', 'dockercompose', 'github-actions-workflow', 'azure-pipelines', 'toml', 'ini', 'properties'],
  ...['dotenv', 'env', 'java-properties', 'spring-boot-properties', 'hcl', 'terraform'],
];
const unquotedConfig = new Set(unquoted);
const config = new Set([...unquoted, 'json', 'jsonc', 'json5', 'jsonl']);

export const isUnquotedConfig = (languageId: string): boolean => unquotedConfig.has(languageId);
export const isConfig = (languageId: string): boolean => config.has(languageId);
