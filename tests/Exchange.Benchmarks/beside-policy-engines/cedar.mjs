// Cedar: one request a cell. Policies and entities are given with each request, or the policies are parsed once beforehand.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const cedar = createRequire(import.meta.url)('@cedar-policy/cedar-wasm/nodejs');
const text = readFileSync(new URL('policies.cedar', import.meta.url), 'utf8');

// The annotations are not in what a request answers; here they are read once.
const rules = Object.fromEntries(text.split(/^@id\(/m).slice(1).map((policy) => {
  const [, id] = policy.match(/^"([^"]+)"/);
  const [, level] = policy.match(/@level\("([^"]+)"\)/) ?? [];
  const [, basis] = policy.match(/@basis\("([^"]+)"\)/) ?? [];
  return [id, `${level}|${id.split(' ')[0]}|${basis}`];
}));
const staticPolicies = Object.fromEntries(
  text.split(/^(?=@id\()/m).filter((policy) => policy.startsWith('@id')).map((policy) => [policy.match(/^@id\("([^"]+)"/)[1], policy]),
);
const policies = { staticPolicies };

function written(answer) {
  if (answer.type !== 'success') {
    throw new Error(JSON.stringify(answer.errors));
  }
  const { decision, diagnostics } = answer.response;
  if (decision === 'allow') {
    return rules[diagnostics.reason[0]];
  }
  const [reason] = diagnostics.reason.sort().reverse();
  return reason ? reason.split(' ')[0] : 'NOT_PERMITTED';
}

// The region that somebody lives in is below each that is wider.
function entitiesOf(person) {
  const regions = [...new Set([12, 9, 6, 4].map((length) => person.region.slice(0, length)))];
  return [
    { uid: { type: 'Person', id: person.id }, attrs: { consents: person.consents }, parents: [{ type: 'Region', id: regions[0] }] },
    ...regions.map((id, i) => ({
      uid: { type: 'Region', id }, attrs: {}, parents: i + 1 < regions.length ? [{ type: 'Region', id: regions[i + 1] }] : [],
    })),
    {
      uid: { type: 'Officer', id: 'ca-1027' },
      attrs: { department: 'civil-affairs', region: { __entity: { type: 'Region', id: '990102' } } },
      parents: [{ type: 'Role', id: 'assistance-officer' }],
    },
    { uid: { type: 'Role', id: 'assistance-officer' }, attrs: {}, parents: [] },
  ];
}

export function engines({ fields, people }) {
  const parsed = cedar.preparsePolicySet('scene', policies);
  if (parsed.type !== 'success') {
    throw new Error(JSON.stringify(parsed.errors));
  }
  const requests = people.flatMap((person) => {
    const entities = entitiesOf(person);
    return fields.map((field) => ({
      principal: { type: 'Officer', id: 'ca-1027' },
      action: { type: 'Action', id: field },
      resource: { type: 'Person', id: person.id },
      context: { purpose: 'assistance.eligibility', hasCase: true, hasEmergency: false },
      entities,
    }));
  });
  return [
    ['Cedar Wasm, policies parsed once', () => requests.map((request) =>
      written(cedar.statefulIsAuthorized({ ...request, preparsedPolicySetId: 'scene' })))],
    ['Cedar Wasm', () => requests.map((request) => written(cedar.isAuthorized({ ...request, policies })))],
  ];
}
