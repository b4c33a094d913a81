package dev.skep.web.http;

/// Where Skep is, as the caller of a request sees it: `http://localhost:3051`, or, beyond a proxy
/// that ends the encryption, `https://skep.example.com`.
public record OwnAddress(String text) {}
