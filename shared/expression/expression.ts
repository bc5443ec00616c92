/**
 * A parsed SQL expression: what checks, defaults, generated columns, functional index parts and partition
 * clauses hold. Spelling is already folded away: names are lower case, operators have one spelling.
 */
export type Expression =
  | { readonly kind: 'column'; readonly name: string }
  | { readonly kind: 'variable'; readonly name: string }
  /** `value` as it is compared: `1.50`, `0.5`, `-7`, `1e3`. */
  | { readonly kind: 'number'; readonly value: string }
  /** A decoded text. `charset` only where it is not one of the UTF-8 ones, which servers add by themselves. */
  | { readonly kind: 'string'; readonly value: string; readonly charset?: string }
  /** Upper-case digits, an even number of them. Bit literals are hex literals to the servers. */
  | { readonly kind: 'hex'; readonly digits: string; readonly charset?: string }
  | { readonly kind: 'null' }
  /** DATE'…', TIME'…', TIMESTAMP'…'. */
  | { readonly kind: 'temporal'; readonly type: 'date' | 'time' | 'timestamp'; readonly value: string }
  | { readonly kind: 'unary'; readonly operator: '-' | '~' | 'not'; readonly operand: Expression }
  | {
      readonly kind: 'binary';
      readonly operator: BinaryOperator;
      readonly left: Expression;
      readonly right: Expression;
    }
  /** AND and OR of two or more operands: both are associative, and servers flatten them. */
  | { readonly kind: 'logic'; readonly operator: 'and' | 'or'; readonly operands: readonly Expression[] }
  | {
      readonly kind: 'like';
      readonly operator: 'like' | 'regexp';
      readonly negated: boolean;
      readonly operand: Expression;
      readonly pattern: Expression;
      readonly escape?: Expression;
    }
  | {
      readonly kind: 'between';
      readonly negated: boolean;
      readonly operand: Expression;
      readonly low: Expression;
      readonly high: Expression;
    }
  | {
      readonly kind: 'in';
      readonly negated: boolean;
      readonly operand: Expression;
      readonly list: readonly Expression[];
    }
  | {
      readonly kind: 'is';
      readonly negated: boolean;
      readonly operand: Expression;
      readonly test: 'null' | 'true' | 'false' | 'json';
    }
  | {
      readonly kind: 'case';
      readonly operand?: Expression;
      readonly branches: readonly { readonly when: Expression; readonly then: Expression }[];
      readonly otherwise?: Expression;
    }
  /** CAST, CONVERT with a type, BINARY. `type` is canonical: `signed`, `decimal(10,0)`, `binary(5)`. */
  | { readonly kind: 'cast'; readonly operand: Expression; readonly type: string }
  | { readonly kind: 'convert'; readonly operand: Expression; readonly charset: string }
  | { readonly kind: 'collate'; readonly operand: Expression; readonly collation: string }
  /** date ± INTERVAL amount unit. */
  | {
      readonly kind: 'interval';
      readonly operator: '+' | '-';
      readonly operand: Expression;
      readonly amount: Expression;
      readonly unit: string;
    }
  | { readonly kind: 'row'; readonly items: readonly Expression[] }
  /** `keyword` is a leading word inside the parentheses: `both`, `day`, `year from`. */
  | {
      readonly kind: 'call';
      readonly name: string;
      readonly keyword?: string;
      readonly arguments: readonly Expression[];
    };

/** Operators of two operands, in their one spelling. */
export type BinaryOperator =
  | '='
  | '<=>'
  | '<>'
  | '<'
  | '<='
  | '>'
  | '>='
  | 'xor'
  | '+'
  | '-'
  | '*'
  | '/'
  | 'div'
  | '%'
  | '|'
  | '&'
  | '^'
  | '<<'
  | '>>'
  | 'member of';
