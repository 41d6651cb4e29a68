// Writes random documents over a schema. Half of them are meant to be good; the others get one to three faults. Whether a document is
// in fact good is for graphql-js to say: the writer only has to reach every rule.
import {
  getNamedType, getNullableType, isAbstractType, isEnumType, isLeafType, isListType, isNonNullType, isRequiredArgument, isScalarType,
  isSpecifiedScalarType, isUnionType,
} from 'graphql';

const DEPTH = 4;
const FAULTS = [
  'unknownField', 'leafSelection', 'bareComposite', 'aliasConflict', 'argumentConflict',
  'unknownArgument', 'missingArgument', 'duplicateArgument', 'wrongLiteral', 'nullForRequired', 'duplicateInputField',
  'undefinedVariable', 'unusedVariable', 'duplicateVariable', 'objectVariable', 'unknownVariableType', 'nullableVariable',
  'unknownFragment', 'unusedFragment', 'duplicateFragment', 'fragmentCycle', 'impossibleSpread', 'unknownFragmentType', 'scalarFragment',
  'unknownDirective', 'misplacedDirective', 'repeatedDirective', 'directiveArgument',
  'duplicateOperation', 'anonymousBesideNamed', 'twoSubscriptionRoots', 'typeDefinition', 'mutation',
];

export class DocumentWriter {
  #state;

  constructor(schema, seed) {
    this.schema = schema;
    this.#state = seed >>> 0;
    this.composites = Object.values(schema.getTypeMap()).filter((type) => 'getFields' in type && !type.name.startsWith('__'));
  }

  // xorshift32: small, and the same on every machine.
  #below(bound) {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let x = this.#state || 1;
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    return (x >>> 0) % bound;
  }

  #chance(percent) {
    return this.#below(100) < percent;
  }

  #pick(items) {
    return items[this.#below(items.length)];
  }

  next() {
    this.variables = new Map();
    this.fragments = [];
    this.names = 0;
    this.faults = new Set();
    for (let planted = this.#chance(50) ? 0 : 1 + this.#below(3); planted > 0; planted--) {
      this.faults.add(this.#pick(FAULTS));
    }

    const kind = this.faults.has('twoSubscriptionRoots') || this.#chance(5) ? 'subscription' : 'query';
    this.isSubscription = kind === 'subscription';
    const root = kind === 'subscription' ? this.schema.getSubscriptionType() : this.schema.getQueryType();
    let body = this.#selection(root, 0, kind === 'subscription' ? 1 : 3);
    body = this.#faultyBody(root, body);
    const definitions = [`${kind} Main${this.#variableList()}${this.#operationDirectives()} ${body}`, ...this.fragments];
    this.#faultyDefinitions(definitions);
    return definitions.join('\n\n');
  }

  // Whether a fault is to be planted here; each is planted once.
  #plant(fault) {
    return this.faults.has(fault) && this.#chance(60) && this.faults.delete(fault);
  }

  #selection(type, depth, most) {
    const fields = 'getFields' in type ? Object.values(type.getFields()) : [];
    const usable = fields.filter((field) => depth < DEPTH || isLeafType(getNamedType(field.type)));
    const parts = [];
    for (let i = 1 + this.#below(most); i > 0 && usable.length > 0; i--) {
      parts.push(this.#field(this.#pick(usable), depth));
    }

    if (depth > 0 && (parts.length === 0 || this.#chance(10))) {
      parts.push('__typename');
    }

    if (depth > 0 && this.#chance(25)) {
      parts.push(this.#spread(type, depth));
    }

    return `{ ${parts.join(this.#pick([' ', ', ', '\n  ']))} }`;
  }

  #field(field, depth) {
    const type = getNamedType(field.type);
    // A fresh alias for every field with arguments keeps good documents free of conflicts.
    const alias = field.args.length > 0 || this.#chance(10) ? `a${this.names++}: ` : '';
    const name = this.#plant('unknownField') ? `${field.name}X` : field.name;
    let below = isLeafType(type) ? '' : ` ${this.#selection(type, depth + 1, 4)}`;
    if (isLeafType(type) && this.#plant('leafSelection')) {
      below = ' { any }';
    } else if (!isLeafType(type) && this.#plant('bareComposite')) {
      below = '';
    }

    // The specification of 2025 forbids @skip and @include on the root field of a subscription; graphql-js 16 does not know that yet.
    const directives = this.isSubscription && depth === 0 ? '' : this.#directives();
    return `${alias}${name}${this.#arguments(field)}${directives}${below}`;
  }

  #arguments(field) {
    const given = [];
    for (const argument of field.args) {
      const required = isRequiredArgument(argument);
      if (!(required && this.#plant('missingArgument')) && (required || this.#chance(40))) {
        given.push(`${argument.name}: ${this.#value(argument.type, argument.name)}`);
      }
    }

    if (given.length > 0 && this.#plant('duplicateArgument')) {
      given.push(given[0]);
    }

    if (this.#plant('unknownArgument')) {
      given.push('nowhere: 1');
    }

    return given.length > 0 ? `(${given.join(', ')})` : '';
  }

  #value(type, name) {
    if (isNonNullType(type) && this.#plant('nullForRequired')) {
      return 'null';
    }

    if (this.#plant('undefinedVariable')) {
      return '$nobody';
    }

    if (this.#chance(30) || this.faults.has('nullableVariable')) {
      const variable = `$${name}${this.names++}`;
      const loose = this.#plant('nullableVariable') ? getNullableType(type) : type;
      this.variables.set(variable, loose.toString() + (!isNonNullType(loose) && this.#chance(20) ? ' = null' : ''));
      return variable;
    }

    return this.#literal(getNullableType(type));
  }

  #literal(type) {
    // graphql-js takes any literal for a scalar that it does not know, so a wrong one tells nothing there.
    const isJudged = !isScalarType(type) || isSpecifiedScalarType(type);
    if (isJudged && this.#plant('duplicateInputField')) {
      return '{ a: 1, a: 2 }';
    }

    if (isJudged && this.#plant('wrongLiteral')) {
      return this.#pick(['{ a: 1 }', '"text"', '12.5', 'true', 'NOWHERE', '[[1]]', '99999999999']);
    }

    if (isListType(type)) {
      const item = getNullableType(type.ofType);
      return this.#chance(30) ? this.#literal(item) : `[${Array.from({ length: this.#below(3) }, () => this.#literal(item)).join(', ')}]`;
    }

    if (isEnumType(type)) {
      return this.#pick(type.getValues()).name;
    }

    switch (type.name) {
      case 'Int': return `${this.#below(100) - 20}`;
      case 'Float': return this.#pick(['1.5', '-2e3', '7']);
      case 'Boolean': return this.#pick(['true', 'false']);
      case 'ID': return this.#pick(['"x-1"', '12', '"安禾"']);
      default: return this.#pick(['"2026-01-01"', '"9901"', '"tab\\tquote\\" \\u5b89"', '"""block\n  "text"\n"""']);
    }
  }

  #spread(type, depth) {
    const target = isAbstractType(type) && this.#chance(60) ? this.#pick(this.schema.getPossibleTypes(type)) : type;
    const shape = this.#below(3);
    if (shape === 0) {
      return `...${this.#directives()} ${this.#selection(type, depth + 1, 2)}`;
    }

    if (shape === 1 || isUnionType(target)) {
      return `... on ${target.name}${this.#directives()} ${this.#selection(target, depth + 1, 2)}`;
    }

    const name = `F${this.names++}`;
    const body = this.#selection(target, depth + 1, 2);
    this.fragments.push(`fragment ${name} on ${target.name} ${this.#plant('fragmentCycle') ? `{ ...${name} __typename }` : body}`);
    return `...${name}${this.#directives()}`;
  }

  #directives() {
    if (this.#plant('unknownDirective')) return ' @nowhere';
    if (this.#plant('misplacedDirective')) return ' @deprecated';
    if (this.#plant('repeatedDirective')) return ' @skip(if: false) @skip(if: true)';
    if (this.#plant('directiveArgument')) return this.#pick([' @skip', ' @include(unless: true)', ' @skip(if: 1)']);
    if (!this.#chance(12)) return '';
    return ` @${this.#pick(['skip', 'include'])}(if: ${this.#value(this.schema.getDirective('skip').args[0].type, 'if')})`;
  }

  #operationDirectives() {
    return this.#plant('misplacedDirective') ? ' @skip(if: true)' : '';
  }

  #variableList() {
    const declared = [...this.variables].map(([name, type]) => `${name}: ${type}`);
    if (this.faults.has('unusedVariable')) declared.push('$idle: Int = 3');
    if (this.faults.has('duplicateVariable') && declared.length > 0) declared.push(declared[0]);
    if (this.faults.has('objectVariable')) declared.push('$whole: Place');
    if (this.faults.has('unknownVariableType')) declared.push('$strange: Nowhere');
    return declared.length > 0 ? `(${declared.join(', ')})` : '';
  }

  #faultyBody(root, body) {
    const extra = [];
    const composite = () => this.#pick(this.composites).name;
    if (this.faults.has('unknownFragment')) extra.push('...Nowhere');
    if (this.faults.has('impossibleSpread')) extra.push(`... on ${composite()} { __typename }`);
    if (this.faults.has('unknownFragmentType')) extra.push('... on Nowhere { __typename }');
    if (this.faults.has('scalarFragment')) extra.push('... on Date { __typename }');
    if (this.faults.has('twoSubscriptionRoots')) extra.push('second: eventReported { eventId }');
    if (root === this.schema.getQueryType()) {
      if (this.faults.has('aliasConflict')) extra.push('me { one: client one: officer }', '... on Query { me { one: purpose } }');
      if (this.faults.has('argumentConflict')) extra.push('grid(code: "1") { code }', 'grid(code: "2") { code }');
    }

    return extra.length > 0 ? `${body.slice(0, -1)}${extra.join(' ')} }` : body;
  }

  #faultyDefinitions(definitions) {
    if (this.faults.has('unusedFragment')) definitions.push('fragment Idle on Place { addressCode }');
    if (this.faults.has('duplicateFragment') && this.fragments.length > 0) definitions.push(this.fragments[0]);
    if (this.faults.has('duplicateOperation')) definitions.push('query Main { me { client } }');
    if (this.faults.has('anonymousBesideNamed')) definitions.push('{ me { client } }');
    if (this.faults.has('typeDefinition')) definitions.push('type Stranger { name: String }');
    if (this.faults.has('mutation')) definitions.push('mutation Change { anything }');
  }
}
