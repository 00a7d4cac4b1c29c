/** A package whose texts are read, at one version. */
export interface WildPackage {
  readonly from: 'npm' | 'debian';
  readonly name: string;
  readonly version: string;
}

const npm = (name: string, version: string): WildPackage => ({ from: 'npm', name, version });
const debian = (name: string, version: string): WildPackage => ({ from: 'debian', name, version });

/** They have nothing to do with AI. What was shown in the first group was looked at while the sense was made; the second never was. */
export const withoutAi = {
  known: [
    npm('typescript', '5.9.2'),
    npm('express', '5.1.0'),
    npm('eslint', '9.33.0'),
    npm('lodash', '4.17.21'),
    npm('three', '0.179.1'),
    npm('webpack', '5.101.0'),
    npm('fastify', '5.5.0'),
    npm('jsonwebtoken', '9.0.2'),
    npm('@babel/parser', '7.28.3'),
    npm('socket.io', '4.8.1'),
    npm('react-dom', '19.1.1'),
    debian('git-doc', '1:2.47.3-0+deb13u1'),
  ],
  unseen: [
    npm('mongoose', '8.17.1'),
    npm('moment', '2.30.1'),
    npm('postcss', '8.5.6'),
    npm('prettier', '3.6.2'),
    npm('@types/node', '24.2.1'),
    npm('acorn', '8.15.0'),
    debian('postgresql-doc-17', '17.12-0+deb13u1'),
    debian('debian-policy', '4.7.2.0'),
  ],
} as const;

export const withAi: readonly WildPackage[] = [
  npm('openai', '6.9.0'),
  npm('@anthropic-ai/sdk', '0.71.0'),
  npm('ai', '5.0.97'),
  npm('@langchain/core', '1.0.5'),
  npm('llamaindex', '0.12.1'),
];
