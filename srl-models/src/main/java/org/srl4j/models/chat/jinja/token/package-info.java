/**
 * A template's text as tokens: {@link org.srl4j.models.chat.jinja.token.Lexer} cuts it and trims
 * white space around tags, {@link org.srl4j.models.chat.jinja.token.TokenStream} is what parsers
 * read.
 */
package org.srl4j.models.chat.jinja.token;
