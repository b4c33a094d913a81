package dev.skep.web.query;

/// What is wrong with one parameter.
///
/// @param parameter its name
/// @param message what would be right, in words for the person who wrote it; repeats at most a word
///   of the value
public record ParameterProblem(String parameter, String message) {}
