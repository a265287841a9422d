/**
 * An example of each extension point, to be changed into yours. {@code docs/extending.md} explains
 * them; each has a test that subclasses the contract of its kind.
 */
package com.example.ideas;
