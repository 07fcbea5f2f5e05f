import type * as z from "zod/mini";

/** Whether a value is what a schema describes. */
export type Predicate = (value: unknown) => boolean;

type AnySchema = z.core.$ZodType;

/** What is derived is kept; for checks of our own, which no definition tells, it is given. */
const predicates = new WeakMap<object, Predicate>();

/** Says what a schema or a check of our own accepts, so that zod need not be asked. */
export function accept(what: object, predicate: Predicate): void {
  predicates.set(what, predicate);
}

/** zod's own answer: its issues, without its texts. */
export function issuesBy(schema: AnySchema, value: unknown): readonly z.core.$ZodRawIssue[] {
  const checked = schema._zod.run({ value, issues: [] }, { async: false });
  // No schema of the SDK is asynchronous; of one that is nothing would be known.
  return "issues" in checked ? checked.issues : [{ code: "custom", input: value }];
}

/**
 * A predicate that is derived once from a schema's definition, and takes a fraction of the time of zod's interpreter.
 * What it accepts, zod accepts; of what it refuses zod has the last word, and names the issues.
 */
export function predicateOf(schema: AnySchema): Predicate {
  const known = predicates.get(schema);
  if (known) return known;
  const derived = derive(schema) ?? ((value) => issuesBy(schema, value).length === 0);
  predicates.set(schema, derived);
  return derived;
}

/** Undefined for what the SDK's schemas do not use. */
function derive(schema: AnySchema): Predicate | undefined {
  // Every schema is one of these; the interface that they share does not say which.
  const { def } = (schema as z.core.$ZodTypes)._zod;
  let derived = "check" in def ? undefined : ofType(def);
  for (const check of def.checks ?? []) {
    const before = derived;
    const accepts = predicates.get(check);
    derived = before && accepts && ((value) => before(value) && accepts(value));
  }
  return derived;
}

function ofType(def: z.core.$ZodTypes["_zod"]["def"]): Predicate | undefined {
  switch (def.type) {
    case "string":
    case "boolean":
      return (value) => typeof value === def.type;
    case "number":
      return Number.isFinite;
    case "nullable": {
      const accepts = predicateOf(def.innerType);
      return (value) => value === null || accepts(value);
    }
    case "optional":
      return predicateOf(def.innerType);
    case "array": {
      const accepts = predicateOf(def.element);
      return (value) => {
        if (!Array.isArray(value)) return false;
        // Not every(), which passes over holes.
        for (const item of value) if (!accepts(item)) return false;
        return true;
      };
    }
    case "object":
      return def.catchall?._zod.def.type === "unknown" ? ofShape(def.shape) : undefined;
    default:
      return undefined;
  }
}

function ofShape(shape: z.core.$ZodLooseShape): Predicate {
  const fields = Object.entries<AnySchema>(shape).map(([name, schema]) => ({
    name,
    accepts: predicateOf(schema),
    isOptional: schema._zod.def.type === "optional",
  }));
  return (value) => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
    for (const { name, accepts, isOptional } of fields) {
      const field = (value as Record<string, unknown>)[name];
      if (!accepts(field) && !(isOptional && field === undefined && !(name in value))) return false;
    }
    return true;
  };
}
