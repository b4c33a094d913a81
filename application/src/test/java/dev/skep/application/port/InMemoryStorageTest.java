package dev.skep.application.port;

final class InMemoryStorageTest implements StorageContract {
  private final Storage storage = new InMemoryStorage().ports();

  @Override
  public Storage storage() {
    return storage;
  }
}
