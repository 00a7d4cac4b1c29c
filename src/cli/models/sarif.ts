import path from 'node:path';
import type { IdFinding } from './checkFiles';

const levels: Readonly<Record<IdFinding['severity'], string>> = {
  error: 'error',
  warning: 'warning',
  information: 'note',
};
const rules: Readonly<Record<IdFinding['status'], string>> = {
  retired: 'The model, API or address is retired: calls fail.',
  deprecated: 'The model, API or address will be retired soon.',
  unknown: 'No table knows the model.',
};

/** A log as https://docs.oasis-open.org/sarif/sarif/v2.1.0/ defines it, with paths relative to where the command ran. */
export const sarifLog = (findings: readonly IdFinding[]): object => ({
  $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
  version: '2.1.0',
  runs: [
    {
      tool: {
        driver: {
          name: 'AI Field Guide',
          rules: Object.entries(rules).map(([id, text]) => ({ id, shortDescription: { text } })),
        },
      },
      columnKind: 'utf16CodeUnits',
      results: findings.flatMap((finding) => (finding.message === null ? [] : [resultOf(finding, finding.message)])),
    },
  ],
});

const resultOf = ({ file, line, column, endColumn, status, severity, source }: IdFinding, message: string): object => ({
  ruleId: status,
  level: levels[severity],
  message: { text: source === null ? message : `${message} ${source}` },
  locations: [
    {
      physicalLocation: {
        artifactLocation: { uri: path.relative('.', file).split(path.sep).map(encodeURIComponent).join('/') },
        region: { startLine: line, startColumn: column, endColumn },
      },
    },
  ],
});
