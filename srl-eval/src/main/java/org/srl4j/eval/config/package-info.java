/**
 * Settings as records, read from a YAML or JSON file and from {@code --key=value} overrides.
 *
 * <p>A settings record has a static method {@code defaults()}, the only place where defaults stand,
 * and checks its ranges in the constructor. {@link org.srl4j.eval.config.ConfigLoader} starts from
 * the defaults, replaces what the file and then the overrides name, and reports every fault with
 * the key, the value, the file and the line. {@link org.srl4j.eval.config.ConfigWriter} writes the
 * resolved settings in a form that can be read again. The classes that are configured take plain
 * values and know nothing of this package.
 *
 * <p>To extend: a new setting is a new record component with its default; a new kind of value is a
 * case in {@code ValueParser}.
 */
package org.srl4j.eval.config;
